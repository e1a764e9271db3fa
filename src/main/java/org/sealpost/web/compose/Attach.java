package org.sealpost.web.compose;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Attachment;
import org.sealpost.mailbox.Drafts;
import org.sealpost.mime.FileName;
import org.sealpost.mime.MessageSize;
import org.sealpost.vault.ContentTooLarge;
import org.sealpost.vault.Vault;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/**
 * Takes one file for a draft: the request's body is the file, streamed into the vault as it comes. The header X-Sealpost
 * keeps other sites from posting here: a browser asks first before it sends such a header for them. Answers 204, 404 if
 * there is no such draft, 413 if all attachments together would be too large.
 */
@WebServlet("/mail/attachments")
public class Attach extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Drafts drafts;
    @Inject
    private transient Vault vault;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        User user = signedIn.user();
        Optional<UUID> draft = OutsideId.of(request.getParameter("draft"));
        if (!"attach".equals(request.getHeader("X-Sealpost")) || draft.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        var kept = drafts.find(user.accountId(), user.id(), draft.get());
        if (kept.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        long room = MessageSize.DECODED - kept.get().attachments().stream().mapToLong(Attachment::size).sum();
        response.setStatus(request.getContentLengthLong() > room ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                : take(request, user, draft.get(), room));
    }

    private int take(HttpServletRequest request, User user, UUID draft, long room) throws IOException {
        try {
            long content = vault.store(user.accountId(), request.getInputStream(), room);
            long size = vault.open(user.accountId(), content).size();
            drafts.attach(user.accountId(), user.id(), draft,
                    new Attachment(content, FileName.safe(parameter(request, "name"), "attachment"), parameter(request, "type"), size));
            return HttpServletResponse.SC_NO_CONTENT;
        } catch (ContentTooLarge e) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
