package io.tokenweir.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the embedded platform keeps its data and listens. All sockets are on 127.0.0.1.
 *
 * @param dataFolder of broker and registry; made when missing, locked while in use
 * @param brokerPort 0 for a free one
 * @param registryPort 0 for a free one
 * @param registryUserInfo {@code user:password} that the registry asks for, or null; a secret
 * @param brokerOverrides broker settings that win over ours
 */
public record PlatformConfig(
        Path dataFolder,
        int brokerPort,
        int registryPort,
        String registryUserInfo,
        Map<String, String> brokerOverrides) {

    public PlatformConfig {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        brokerOverrides = Map.copyOf(brokerOverrides);
    }

    /** Free ports, no authentication. */
    public static PlatformConfig inFolder(Path dataFolder) {
        return new PlatformConfig(dataFolder, 0, 0, null, Map.of());
    }

    public PlatformConfig withPorts(int broker, int registry) {
        return new PlatformConfig(dataFolder, broker, registry, registryUserInfo, brokerOverrides);
    }

    public PlatformConfig withRegistryUserInfo(String userInfo) {
        return new PlatformConfig(dataFolder, brokerPort, registryPort, userInfo, brokerOverrides);
    }

    public PlatformConfig withBrokerOverrides(Map<String, String> overrides) {
        return new PlatformConfig(dataFolder, brokerPort, registryPort, registryUserInfo, overrides);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PlatformConfig[dataFolder=" + dataFolder + ", brokerPort=" + brokerPort + ", registryPort="
                + registryPort + "]";
    }
}
