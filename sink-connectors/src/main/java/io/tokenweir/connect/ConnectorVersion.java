package io.tokenweir.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that the plugins report to Connect: the project's own, from a resource that the build fills in. */
public final class ConnectorVersion {
    private static final String RESOURCE = "/io/tokenweir/connect/version.properties";
    private static final String VERSION = read();

    private ConnectorVersion() {}

    public static String get() {
        return VERSION;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = ConnectorVersion.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + RESOURCE + " cannot be read; rebuild the jar.", e);
        }
        return properties.getProperty("version");
    }
}
