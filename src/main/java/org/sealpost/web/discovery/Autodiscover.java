package org.sealpost.web.discovery;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Hosts;

/**
 * {@code https://autodiscover.DOMAIN/autodiscover/autodiscover.xml}: how Outlook is set up, in the plain XML of its protocol. It answers
 * for each address of the domain alike, so that nobody learns who has a mailbox.
 */
@WebServlet({"/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml", "/AutoDiscover/AutoDiscover.xml"})
public class Autodiscover extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_ASKED = 16 * 1024;
    private static final String RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static final String SETTINGS = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    @Inject
    private transient Hosts hosts;
    @Inject
    private transient ProgramPorts ports;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Domain> domain = hosts.domain(request.getHeader("Host"), request.getServletPath());
        if (domain.isEmpty() || !ports.isOpen()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] asked = request.getInputStream().readNBytes(MOST_ASKED + 1);
        Optional<Address> address = asked.length > MOST_ASKED ? Optional.empty() : asked(asked).filter(one -> one.domain().equals(domain.get()));
        if (address.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("Ask with an EMailAddress of " + domain.get().name() + ".");
            return;
        }
        response.setContentType("application/xml;charset=UTF-8");
        response.getOutputStream().write(document(address.get(), ports));
    }

    /** Whose settings are asked for; empty if the question makes no sense. */
    static Optional<Address> asked(byte[] question) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(question));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("EMailAddress")) {
                    return Optional.of(Address.of(reader.getElementText().strip()));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | MalformedAddress e) {
            return Optional.empty();
        }
    }

    static byte[] document(Address address, ProgramPorts ports) {
        return Xml.document("", xml -> xml.element("Autodiscover", discovered -> discovered.element("Response", response ->
                response.element("Account", account -> {
                    account.text("AccountType", "email").text("Action", "settings");
                    if (ports.reading().isPresent()) {
                        protocol(account, "IMAP", ports.reading().get().host(), ports.reading().get().port(), "SSL", address);
                    }
                    if (ports.submissions().isPresent()) {
                        protocol(account, "SMTP", ports.host(), ports.submissions().get(), "SSL", address);
                    } else if (ports.submission().isPresent()) {
                        protocol(account, "SMTP", ports.host(), ports.submission().get(), "TLS", address);
                    }
                }), "xmlns", SETTINGS), "xmlns", RESPONSE));
    }

    private static void protocol(Xml xml, String type, String host, int port, String encryption, Address address) throws XMLStreamException {
        xml.element("Protocol", one -> one.text("Type", type).text("Server", host).text("Port", Integer.toString(port))
                .text("DomainRequired", "off").text("LoginName", address.toString()).text("SPA", "off").text("Encryption", encryption)
                .text("SSL", "on").text("AuthRequired", "on"));
    }
}
