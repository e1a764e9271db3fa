package org.sealpost.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code GET /demo/mailboxes/{address}}: what that mailbox received, for programs. An unknown address has nothing. */
@WebServlet("/mailboxes/*")
public class MailboxJson extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        JsonArrayBuilder all = Json.createArrayBuilder();
        Correspondent.at(path.substring(1)).ifPresent(owner -> mailboxes().of(owner).forEach(a -> all.add(json(a))));
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(all.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    static Mailboxes mailboxes() {
        return new Mailboxes(folder().resolve("mailboxes"));
    }

    /** What the demo's servers keep, and look at. */
    static Path folder() {
        return Path.of(System.getProperty("sealpost.demo.folder"));
    }

    private static JsonObjectBuilder json(Arrival arrival) {
        JsonObjectBuilder object = Json.createObjectBuilder().add("received", arrival.received().toString());
        arrival.tls().ifPresentOrElse(tls -> object.add("tls", tls), () -> object.addNull("tls"));
        return object.add("envelopeFrom", arrival.envelopeFrom()).add("raw", arrival.raw());
    }
}
