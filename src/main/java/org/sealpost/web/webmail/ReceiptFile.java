package org.sealpost.web.webmail;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sealpost.delivery.Receipts;
import org.sealpost.directory.User;
import org.sealpost.web.OutsideId;
import org.sealpost.web.SignedIn;

/** {@code /mail/receipt/<delivery>}: the signed receipt of one recipient's copy, for who sent it; nobody else learns that it is there. */
@WebServlet("/mail/receipt/*")
public class ReceiptFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Receipts receipts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        User user = signedIn.user();
        Optional<Receipts.Receipt> receipt = OutsideId.of(Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1))
                .flatMap(delivery -> receipts.issue(user.accountId(), user.id(), delivery));
        if (receipt.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + receipt.get().name() + "\"");
        response.getOutputStream().write(receipt.get().octets());
    }
}
