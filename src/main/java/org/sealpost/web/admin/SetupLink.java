package org.sealpost.web.admin;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The short link {@code /setup?token=…} that the console prints. */
@WebServlet("/setup")
public class SetupLink extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = request.getParameter("token");
        boolean wellFormed = token != null && token.matches("[0-9a-f]{64}");
        response.sendRedirect(request.getContextPath() + "/setup.xhtml" + (wellFormed ? "?token=" + token : ""));
    }
}
