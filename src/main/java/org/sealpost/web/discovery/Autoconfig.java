package org.sealpost.web.discovery;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.sealpost.directory.Directory;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.mail.Domain;
import org.sealpost.web.Hosts;

/**
 * {@code https://autoconfig.DOMAIN/mail/config-v1.1.xml}: how Thunderbird and its relatives are set up, in Mozilla's format 1.1. It
 * tells what a domain offers and never who has a mailbox.
 */
@WebServlet("/mail/config-v1.1.xml")
public class Autoconfig extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Hosts hosts;
    @Inject
    private transient Directory directory;
    @Inject
    private transient ProgramPorts ports;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Domain> domain = hosts.domain(request.getHeader("Host"), request.getServletPath());
        if (domain.isEmpty() || !ports.isOpen()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String name = directory.proven(domain.get()).map(own -> directory.account(own.accountId()).name()).orElse(domain.get().name());
        response.setContentType("application/xml;charset=UTF-8");
        response.getOutputStream().write(document(domain.get(), name, ports));
    }

    static byte[] document(Domain domain, String organisation, ProgramPorts ports) {
        return Xml.document("", xml -> xml.element("clientConfig", config -> config.element("emailProvider", provider -> {
            provider.text("domain", domain.name()).text("displayName", organisation).text("displayShortName", organisation);
            if (ports.reading().isPresent()) {
                server(provider, "incomingServer", "imap", ports.reading().get().host(), ports.reading().get().port(), "SSL");
            }
            if (ports.submissions().isPresent()) {
                server(provider, "outgoingServer", "smtp", ports.host(), ports.submissions().get(), "SSL");
            }
            if (ports.submission().isPresent()) {
                server(provider, "outgoingServer", "smtp", ports.host(), ports.submission().get(), "STARTTLS");
            }
        }, "id", domain.name()), "version", "1.1"));
    }

    private static void server(Xml xml, String element, String type, String host, int port, String socket) throws XMLStreamException {
        xml.element(element, server -> server.text("hostname", host).text("port", Integer.toString(port)).text("socketType", socket)
                .text("username", "%EMAILADDRESS%").text("authentication", "password-cleartext"), "type", type);
    }
}
