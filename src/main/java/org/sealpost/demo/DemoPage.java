package org.sealpost.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sealpost.endtoend.UnfitKey;

/** {@code /demo/}: the fake internet on one page: its addresses, what to try, and what each mailbox received. */
@WebServlet({"", "/raw", "/empty", "/break", "/write", "/answer"})
public class DemoPage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss").withZone(ZoneId.systemDefault());

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        Optional<Correspondent> owner = Correspondent.at(String.valueOf(request.getParameter("mailbox")));
        if (request.getServletPath().equals("/raw")) {
            raw(owner, request, response);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page(owner).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String what = String.valueOf(request.getParameter("what"));
        Optional<Correspondent> owner = Correspondent.at(String.valueOf(request.getParameter("mailbox")));
        boolean done = !"cross-site".equals(request.getHeader("Sec-Fetch-Site")) && (request.getServletPath().equals("/answer")
                ? answer(owner, String.valueOf(request.getParameter("message"))) : act(request.getServletPath(), what, "true".equals(request.getParameter("on"))));
        if (!done) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + "/" + owner.map(one -> "?mailbox=" + one.address() + "#box").orElse(""));
    }

    private static boolean answer(Optional<Correspondent> owner, String number) throws IOException {
        try {
            return owner.isPresent() && number.matches("[0-9]{1,6}") && Peers.here().answer(owner.get(), Integer.parseInt(number));
        } catch (UnfitKey e) {
            throw new IOException(e);
        }
    }

    private static boolean write(String what, boolean on) throws IOException {
        Optional<PenFriend.Letter> letter = PenFriend.Letter.of(what);
        Optional<PeerLetter> sealed = PeerLetter.of(what);
        if (letter.isPresent()) {
            PenFriend.here(MailboxJson.folder()).write(letter.get(), on);
        } else if (sealed.isPresent()) {
            try {
                Peers.here().write(sealed.get());
            } catch (UnfitKey e) {
                throw new IOException(e);
            }
        }
        return letter.isPresent() || sealed.isPresent();
    }

    /** @return whether there is such a thing to do */
    private static boolean act(String path, String what, boolean on) throws IOException {
        switch (path) {
            case "/empty" -> MailboxJson.mailboxes().empty();
            case "/write" -> {
                return write(what, on);
            }
            case "/break" -> {
                Optional<Mishap> mishap = Arrays.stream(Mishap.values()).filter(one -> one.name().equals(what)).findFirst();
                if (mishap.isEmpty()) {
                    return false;
                }
                mishap.get().set(MailboxJson.folder(), on);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void raw(Optional<Correspondent> owner, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String number = String.valueOf(request.getParameter("message"));
        Optional<Arrival> arrival = number.matches("[0-9]{1,6}")
                ? owner.flatMap(o -> MailboxJson.mailboxes().find(o, Integer.parseInt(number))) : Optional.empty();
        if (arrival.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(arrival.get().raw().getBytes(StandardCharsets.UTF_8));
    }

    private static String page(Optional<Correspondent> open) throws IOException {
        return template("page").replace("{{rows}}", rows(open)).replace("{{mailbox}}", mailbox(open)).replace("{{mishaps}}", mishaps()).replace("{{letters}}", letters(false)).replace("{{tricks}}", letters(true))
                .replace("{{told}}", Html.text(PenFriend.here(MailboxJson.folder()).told()));
    }

    private static String rows(Optional<Correspondent> open) throws IOException {
        String row = template("row");
        return Arrays.stream(Correspondent.values()).map(c -> {
            int count = MailboxJson.mailboxes().count(c);
            return row.replace("{{address}}", c.address()).replace("{{server}}", Html.text(c.server()))
                    .replace("{{style}}", c.way().style).replace("{{way}}", c.way().words)
                    .replace("{{hint}}", Html.text(c.hint()))
                    .replace("{{current}}", open.equals(Optional.of(c)) ? " aria-current=\"true\"" : "")
                    .replace("{{button}}", count > 0 ? "ui-button-secondary" : "ui-button-flat")
                    .replace("{{open}}", count > 0 ? "Open (" + count + ")" : "Empty");
        }).collect(Collectors.joining());
    }

    private static String mishaps() {
        return Arrays.stream(Mishap.values()).map(mishap -> {
            boolean on = mishap.isOn(MailboxJson.folder());
            return fill("mishap").replace("{{name}}", mishap.name()).replace("{{words}}", Html.text(mishap.words()))
                    .replace("{{on}}", String.valueOf(on)).replace("{{next}}", String.valueOf(!on));
        }).collect(Collectors.joining());
    }

    private static String letters(boolean tricks) {
        return Arrays.stream(PeerLetter.values()).filter(letter -> letter.isTrick() == tricks).map(letter -> fill("letter").replace("{{name}}", letter.name())
                .replace("{{words}}", Html.text(letter.words()))).collect(Collectors.joining());
    }

    private static String mailbox(Optional<Correspondent> open) throws IOException {
        if (open.isEmpty()) {
            return template("no-mailbox");
        }
        List<Arrival> arrivals = new java.util.ArrayList<>(MailboxJson.mailboxes().of(open.get()));
        Collections.reverse(arrivals);
        StringBuilder messages = new StringBuilder();
        String message = template("message");
        Optional<Peers> peers = open.get().hasKey() ? Optional.of(Peers.here()) : Optional.empty();
        for (Arrival arrival : arrivals) {
            Optional<Unsealed> unsealed = peers.isPresent() ? peers.get().read(open.get(), arrival.octets()) : Optional.empty();
            messages.append(unsealed.isPresent() ? SealedMessage.shown(open.get(), arrival, unsealed.get()) : message(message, open.get(), arrival));
        }
        return template("mailbox").replace("{{address}}", open.get().address())
                .replace("{{count}}", arrivals.size() == 1 ? "1 message" : arrivals.size() + " messages")
                .replace("{{key}}", open.get().hasKey() ? SealedMessage.key(open.get()) : "")
                .replace("{{messages}}", arrivals.isEmpty() ? "<p class=\"second\">Nothing has arrived yet.</p>" : messages);
    }

    private static String message(String template, Correspondent owner, Arrival arrival) throws IOException {
        OpenedMail mail = OpenedMail.of(arrival.octets());
        String attachments = mail.attachments().isEmpty() ? ""
                : "<p class=\"meta\">Attached: " + Html.text(String.join(", ", mail.attachments())) + "</p>";
        String link = mail.link().map(url -> fill("link").replace("{{url}}", Html.text(url))).orElse("");
        return template.replace("{{subject}}", mail.subject().isBlank() ? "(no subject)" : Html.text(mail.subject()))
                .replace("{{from}}", Html.text(mail.from()))
                .replace("{{received}}", TIME.format(arrival.received()))
                .replace("{{road}}", arrival.tls().map(tls -> "over " + Html.text(tls)).orElse("not encrypted on the way"))
                .replace("{{notice}}", mail.link().isPresent() ? fill("notice") : "")
                .replace("{{link}}", link)
                .replace("{{answer}}", owner.hasKey() ? SealedMessage.answer(owner, arrival) : "")
                .replace("{{raw}}", "raw?mailbox=" + owner.address() + "&amp;message=" + arrival.number())
                .replace("{{attachments}}", attachments)
                .replace("{{text}}", Html.text(mail.text()));
    }

    static String fill(String name) {
        try {
            return template(name);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String template(String name) throws IOException {
        try (InputStream in = DemoPage.class.getResourceAsStream(name + ".html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
