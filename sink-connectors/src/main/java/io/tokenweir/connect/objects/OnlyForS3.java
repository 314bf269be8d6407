package io.tokenweir.connect.objects;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;

/** Hides a setting in forms while {@code store.url} is not an {@code s3://} one. */
final class OnlyForS3 implements ConfigDef.Recommender {

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
        return List.of();
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
        return String.valueOf(parsedConfig.get(ObjectSinkConfig.STORE_URL)).startsWith("s3:");
    }
}
