package org.sealpost.web.discovery;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.directory.ReadingPlace;
import org.sealpost.web.SignedIn;

/**
 * {@code /mail/sealpost.mobileconfig}: the signed-in user's account as Apple's programs take it. It holds no password. There is none if
 * nobody said where programs read: Apple's take no account that only sends.
 */
@WebServlet("/mail/sealpost.mobileconfig")
public class AppleProfile extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String DOCTYPE = "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">";

    @Inject
    private transient ProgramPorts ports;
    @Inject
    private transient SignedIn signedIn;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!ports.isComplete()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/x-apple-aspen-config");
        response.setHeader("Content-Disposition", "attachment; filename=\"sealpost.mobileconfig\"");
        response.getOutputStream().write(document(signedIn.user().address().toString(), signedIn.user().displayName(),
                signedIn.account().name(), ports));
    }

    static byte[] document(String address, String name, String organisation, ProgramPorts ports) {
        return Xml.document(DOCTYPE, xml -> xml.element("plist", plist -> plist.element("dict", profile -> {
            payload(profile, "Configuration", "sealpost." + address, organisation);
            profile.text("key", "PayloadContent").element("array", all -> all.element("dict", mail -> {
                payload(mail, "com.apple.mail.managed", "sealpost.mail." + address, organisation);
                value(mail, "EmailAccountType", "EmailTypeIMAP");
                value(mail, "EmailAccountName", name);
                value(mail, "EmailAddress", address);
                ReadingPlace reading = ports.reading().orElseThrow();
                server(mail, "Incoming", reading.host(), reading.port(), address);
                server(mail, "Outgoing", ports.host(), ports.submissions().or(ports::submission).orElseThrow(), address);
            }));
        }), "version", "1.0"));
    }

    /** The same id for the same address, so that a second profile replaces the first. */
    private static void payload(Xml xml, String type, String identifier, String organisation) throws XMLStreamException {
        value(xml, "PayloadType", type);
        xml.text("key", "PayloadVersion").text("integer", "1");
        value(xml, "PayloadIdentifier", identifier);
        value(xml, "PayloadUUID", UUID.nameUUIDFromBytes(identifier.getBytes(StandardCharsets.UTF_8)).toString());
        value(xml, "PayloadDisplayName", organisation);
    }

    private static void server(Xml xml, String direction, String host, int port, String address) throws XMLStreamException {
        value(xml, direction + "MailServerAuthentication", "EmailAuthPassword");
        value(xml, direction + "MailServerHostName", host);
        xml.text("key", direction + "MailServerPortNumber").text("integer", Integer.toString(port));
        xml.text("key", direction + "MailServerUseSSL").empty("true");
        value(xml, direction + "MailServerUsername", address);
    }

    private static void value(Xml xml, String key, String value) throws XMLStreamException {
        xml.text("key", key).text("string", value);
    }
}
