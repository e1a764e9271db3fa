package org.sealpost.web.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealpost.escrow.Door;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.OpenPickup;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.vault.Vault;

/** What a reader takes along, and the frame in which a message with its own looks is shown: nothing in it can run or call. */
@ApplicationScoped
class PickupFiles {

    private static final String FRAME_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
            + "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final String FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";
    private static final String FRAME = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><base target="_blank"><style>:root{color-scheme:light}\
            body{margin:0;padding:1px;background:#fff;color:#1b222d;font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;\
            overflow-wrap:anywhere}img{max-width:100%%}table{max-width:100%%}\
            @media(prefers-color-scheme:dark){body{padding:12px}}</style></head><body>%s</body></html>""";

    @Inject
    private Vault vault;
    @Inject
    private Doorkeeper doorkeeper;

    private final MessageReader reader = new MessageReader();

    Reading read(OpenPickup pickup) throws IOException {
        return reader.read(vault.open(pickup.accountId(), pickup.contentId()), false);
    }

    /** @return false if there is no such thing */
    boolean send(String place, OpenPickup pickup, Door door, HttpServletResponse response) throws IOException {
        if (place.equals("body")) {
            return frame(pickup, response);
        }
        if (place.equals("message.eml")) {
            return message(pickup, door, response);
        }
        return file(place.substring("file/".length()), pickup, door, response);
    }

    private boolean frame(OpenPickup pickup, HttpServletResponse response) throws IOException {
        Optional<String> html = read(pickup).html();
        if (html.isPresent()) {
            response.setHeader("Content-Security-Policy", FRAME_POLICY);
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(FRAME.formatted(html.get()).getBytes(StandardCharsets.UTF_8));
        }
        return html.isPresent();
    }

    private boolean message(OpenPickup pickup, Door door, HttpServletResponse response) throws IOException {
        try (InputStream octets = vault.open(pickup.accountId(), pickup.contentId()).open()) {
            doorkeeper.downloaded(door);
            attach("message/rfc822", "message-" + pickup.reference() + ".eml", response);
            octets.transferTo(response.getOutputStream());
        }
        return true;
    }

    private boolean file(String part, OpenPickup pickup, Door door, HttpServletResponse response) throws IOException {
        Optional<Reading.Attached> file = part.matches("\\d{1,4}")
                ? read(pickup).attachments().stream().filter(attached -> attached.part() == Integer.parseInt(part)).findFirst()
                : Optional.empty();
        if (file.isEmpty()) {
            return false;
        }
        Optional<InputStream> octets = reader.openPart(vault.open(pickup.accountId(), pickup.contentId()), file.get().part());
        if (octets.isEmpty()) {
            return false;
        }
        try (InputStream open = octets.get()) {
            doorkeeper.downloaded(door);
            attach(harmless(file.get().mediaType()), file.get().name(), response);
            open.transferTo(response.getOutputStream());
        }
        return true;
    }

    /** RFC 6266 with RFC 8187: the plain name for old programs, the whole one for all others. */
    private static void attach(String mediaType, String name, HttpServletResponse response) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String whole = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        response.setHeader("Content-Security-Policy", FILE_POLICY);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + whole);
        response.setContentType(mediaType);
    }

    /** What a browser might run is only octets. */
    private static String harmless(String mediaType) {
        boolean known = mediaType.matches("(image/(png|jpeg|gif|webp|heic)|application/pdf|text/plain|audio/[a-z0-9.+-]+|video/[a-z0-9.+-]+"
                + "|application/vnd\\.openxmlformats[a-z0-9.+-]+|application/vnd\\.oasis[a-z0-9.+-]+|application/(msword|zip))");
        return known ? mediaType : "application/octet-stream";
    }
}
