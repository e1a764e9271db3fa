package org.sealpost.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.delivery.Receipts;

/** Where anybody finds the public keys of receipts, the present one first (RFC 8615 for the place, RFC 7468 for the form). */
@WebServlet("/.well-known/sealpost-receipt-key.pem")
public class ReceiptKeys extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Receipts receipts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-pem-file");
        response.setCharacterEncoding("US-ASCII");
        response.getWriter().write(receipts.publicKeys());
    }
}
