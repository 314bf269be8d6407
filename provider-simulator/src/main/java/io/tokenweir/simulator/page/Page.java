package io.tokenweir.simulator.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** Pages for people: HTML without scripts and without anything from elsewhere. */
public final class Page {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final String title;
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private String navigation = "";
    private String home = "/";
    private String refresh = "";

    /** @param name file below {@code pages/} */
    public Page(String title, String name) {
        this.title = title;
        this.name = name;
    }

    /** Whether a person asks: a browser says that it takes HTML. What it posts is a form. */
    public static boolean isWanted(Request request) {
        boolean form = request.headers()
                .get("content-type", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        return request.headers().get("accept", "").toLowerCase(Locale.ROOT).contains("text/html")
                && (request.method().equals(HttpMethod.GET) || form);
    }

    public Page with(String place, String value) {
        values.put(place, value);
        return this;
    }

    /** Links beside the name, as HTML. */
    public Page navigation(String html) {
        navigation = html;
        return this;
    }

    /** Where the name leads. */
    public Page home(String url) {
        home = url;
        return this;
    }

    /** The browser asks again by itself. */
    public Page refreshing(int seconds) {
        refresh = "<meta http-equiv=\"refresh\" content=\"" + seconds + "\">\n";
        return this;
    }

    public Response response(int status) {
        String body = Template.of(name).fill(values);
        String page = Template.of("layout")
                .fill(Map.of("title", title, "body", body, "navigation", navigation, "home", home, "refresh", refresh));
        return Response.html(status, page)
                .with("cache-control", "no-store")
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }

    /** Sends the browser to another page. */
    public static Response seeOther(String path) {
        Response response = Response.noContent();
        return new Response(303, response.headers(), response.body()).with("location", path);
    }

    /** Text as HTML. */
    public static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Text as part of an address. */
    public static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A cookie that the browser sent. */
    public static Optional<String> cookie(Request request, String name) {
        return ServerCookieDecoder.STRICT.decode(request.headers().get("cookie", "")).stream()
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    /** The value of a {@code Set-Cookie} header; an empty value takes the cookie away. */
    public static String setCookie(String name, String value) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (value.isEmpty() ? "; Max-Age=0" : "");
    }
}
