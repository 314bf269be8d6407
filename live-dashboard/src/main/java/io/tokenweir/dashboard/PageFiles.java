package io.tokenweir.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;

/**
 * The page's static files, all from the class path: nothing is loaded from elsewhere.
 *
 * <p>Only the names listed here are served, so no path can lead out of them.
 */
final class PageFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JS = "text/javascript; charset=utf-8";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/";

    private record Source(String resource, String contentType) {}

    private static final Map<String, Source> FILES = Map.ofEntries(
            Map.entry("/", new Source("page/index.html", HTML)),
            Map.entry("/style.css", new Source("page/style.css", CSS)),
            Map.entry("/app.js", new Source("page/app.js", JS)),
            Map.entry("/feed.js", new Source("page/feed.js", JS)),
            Map.entry("/model.js", new Source("page/model.js", JS)),
            Map.entry("/format.js", new Source("page/format.js", JS)),
            Map.entry("/tiles.js", new Source("page/tiles.js", JS)),
            Map.entry("/charts.js", new Source("page/charts.js", JS)),
            Map.entry("/plot.js", new Source("page/plot.js", JS)),
            Map.entry("/ledgers.js", new Source("page/ledgers.js", JS)),
            Map.entry("/validity.js", new Source("page/validity.js", JS)),
            Map.entry("/uplot/uPlot.esm.js", new Source(UPLOT + "uPlot.esm.js", JS)),
            Map.entry("/uplot/uPlot.min.css", new Source(UPLOT + "uPlot.min.css", CSS)));

    private final Map<String, byte[]> loaded = new ConcurrentHashMap<>();

    /** Answers when the path names a file; false when it names none. */
    boolean serve(HttpExchange exchange) throws IOException {
        Source source = FILES.get(exchange.getRequestURI().getPath());
        if (source == null) {
            return false;
        }
        byte[] body = loaded.get(source.resource());
        if (body == null) {
            body = load(source.resource());
            loaded.put(source.resource(), body);
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        Responses.bytes(exchange, 200, source.contentType(), body);
        return true;
    }

    private static byte[] load(String resource) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The class path lacks " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static String uplotVersion() {
        Properties properties = new Properties();
        try (InputStream in =
                PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks the uplot webjar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("The uplot webjar cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
