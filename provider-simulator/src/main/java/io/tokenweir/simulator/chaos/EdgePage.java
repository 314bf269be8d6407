package io.tokenweir.simulator.chaos;

import java.nio.charset.StandardCharsets;

import io.netty.handler.codec.http.HttpResponseStatus;

import io.tokenweir.simulator.http.Response;

/** What the edge in front of a vendor answers when nobody behind it does: a page, not the vendor's envelope. */
final class EdgePage {
    private EdgePage() {}

    static Response of(int status) {
        String title = HttpResponseStatus.valueOf(status).toString();
        String page = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";
        return Response.of(status, "text/html", page.getBytes(StandardCharsets.UTF_8))
                .with("server", "cloudflare")
                .with("cf-cache-status", "DYNAMIC");
    }
}
