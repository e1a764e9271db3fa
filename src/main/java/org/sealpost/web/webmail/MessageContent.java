package org.sealpost.web.webmail;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Finding;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.Reading;
import org.sealpost.reception.Openings;
import org.sealpost.vault.Vault;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/**
 * What lies in a stored message: {@code /mail/message/<id>/html} for the sandboxed frame, {@code …/apart/<n>} for that of a part that is
 * protected for itself, {@code …/part/<n>} and, as it came, {@code …/raw} to save. Nothing of it ever runs as one of our pages: frames are sandboxed by header too, everything else
 * is only saved. Somebody else's message is the same 404 as none.
 */
@WebServlet("/mail/message/*")
public class MessageContent extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Pattern PATH = Pattern.compile("/([0-9a-f-]{36})/(html|raw|part/(\\d{1,3})|apart/(\\d{1,2}))");
    private static final String FRAME = "default-src 'none'; style-src 'unsafe-inline'; img-src %s; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";
    private static final String PAPER = "<!DOCTYPE html><meta charset=\"UTF-8\"><base target=\"_blank\"><style>"
            + "html{color-scheme:light;background:#fff}body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1b222d;"
            + "overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}"
            + "blockquote{margin-inline:0;padding-inline-start:.75rem;border-inline-start:2px solid #85837d}</style><body>";

    private final transient MessageReader reader = new MessageReader();

    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Mailboxes mailboxes;
    @Inject
    private transient Openings openings;
    @Inject
    private transient Vault vault;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        Optional<StoredMessage> message = path.matches() ? mine(path.group(1)) : Optional.empty();
        if (message.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean asItCame = path.group(2).equals("raw");
        RawMessage raw = vault.open(message.get().accountId(), asItCame ? message.get().arrivedContentId() : message.get().contentId());
        if (path.group(2).equals("html") && mayBeHtml(message.get())) {
            frame(raw, request.getParameter("pictures") != null, response);
        } else if (path.group(2).equals("html")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (path.group(4) != null) {
            apart(message.get(), Integer.parseInt(path.group(4)), response);
        } else if (asItCame) {
            offer(response, "message.eml", "message/rfc822", raw.size());
            try (InputStream octets = raw.open()) {
                octets.transferTo(response.getOutputStream());
            }
        } else {
            part(raw, Integer.parseInt(path.group(3)), response);
        }
    }

    private Optional<StoredMessage> mine(String uuid) {
        User user = signedIn.user();
        return OutsideId.of(uuid).flatMap((UUID id) -> mailboxes.find(user.accountId(), user.id(), id));
    }

    /** What was encrypted in a way that proves nothing may have been changed to read itself out. */
    static boolean mayBeHtml(StoredMessage message) {
        return message.headline().finding().map(Finding::authenticated).orElse(true);
    }

    /** Words only, whatever they were: nothing that is fetched or linked. */
    private void apart(StoredMessage message, int number, HttpServletResponse response) throws IOException {
        Optional<Reading> reading = openings.apart(message, number).flatMap(Openings.Part::reading);
        if (reading.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Content-Security-Policy", FRAME.formatted("'none'"));
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAPER + "<pre>" + reading.get().text().replace("&", "&amp;").replace("<", "&lt;") + "</pre>");
    }

    private void frame(RawMessage raw, boolean pictures, HttpServletResponse response) throws IOException {
        Reading reading = reader.read(raw, pictures);
        response.setHeader("Content-Security-Policy", FRAME.formatted(pictures ? "https: http:" : "'none'"));
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAPER + reading.html().orElse(""));
    }

    private void part(RawMessage raw, int number, HttpServletResponse response) throws IOException {
        Optional<Reading.Attached> attached = reader.read(raw, false).attachments().stream()
                .filter(one -> one.part() == number).findFirst();
        Optional<InputStream> octets = attached.isPresent() ? reader.openPart(raw, number) : Optional.empty();
        if (octets.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        offer(response, attached.get().name(), "application/octet-stream", attached.get().size());
        try (InputStream in = octets.get()) {
            in.transferTo(response.getOutputStream());
        }
    }

    private static void offer(HttpServletResponse response, String name, String type, long size) {
        response.setContentType(type);
        response.setContentLengthLong(size);
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
