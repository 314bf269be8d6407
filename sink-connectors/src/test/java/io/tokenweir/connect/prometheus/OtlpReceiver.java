package io.tokenweir.connect.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;

/** Takes OTLP over http/protobuf, as a collector does, reads it with OpenTelemetry's own classes, and refuses what it is told to. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<ExportMetricsServiceRequest> requests = new ArrayList<>();
    private Headers headers;
    private int refusal = 400;
    private Predicate<ExportMetricsServiceRequest> refused = request -> false;

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", exchange -> {
            try (exchange) {
                headers = exchange.getRequestHeaders();
                boolean gzip = "gzip".equals(headers.getFirst("Content-Encoding"));
                InputStream body = exchange.getRequestBody();
                ExportMetricsServiceRequest request =
                        ExportMetricsServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body);
                if (refused.test(request)) {
                    exchange.sendResponseHeaders(refusal, -1);
                    return;
                }
                requests.add(request);
                request.getResourceMetricsList()
                        .forEach(resource -> resource.getScopeMetricsList()
                                .forEach(scope -> metrics.addAll(scope.getMetricsList())));
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on these requests get this answer. */
    void refuse(int status, Predicate<ExportMetricsServiceRequest> which) {
        refusal = status;
        refused = which;
    }

    List<ExportMetricsServiceRequest> requests() {
        return requests;
    }

    String header(String name) {
        return headers.getFirst(name);
    }

    /** The newest metric of that name. */
    Metric metric(String name) {
        return metrics.stream()
                .filter(metric -> metric.getName().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + metrics.stream().map(Metric::getName).toList()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
