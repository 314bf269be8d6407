package io.tokenweir.platform;

/** Our own broker keeps the contract. */
class EmbeddedBrokerIT extends BrokerContract {
    @Override
    String bootstrapServers() {
        return SharedPlatform.get().bootstrapServers();
    }
}
