import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiChatModel;

/** On LangChain4j with its own defaults: it tries twice more, after waits of its own, and passes no trace on. */
class LangChain4jDefaults {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] none) throws IOException {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(System.getenv("LLM_URL"))
                .apiKey("sk-app-of-the-suite-0001")
                .modelName("sim-large")
                .maxTokens(8)
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/ask", exchange -> {
            try {
                String question = JSON.readTree(exchange.getRequestBody()).get("question").asText();
                say(exchange, 200, Map.of("answer", model.chat("A reader asks: " + question), "model", "sim-large"));
            } catch (RuntimeException e) {
                say(exchange, 500, Map.of("error", e.getClass().getSimpleName()));
            }
        });
        server.start();
        System.out.println("READY " + server.getAddress().getPort());
    }

    private static void say(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        byte[] text = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
