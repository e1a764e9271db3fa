package org.sealpost.web.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.directory.ReadingPlace;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/** What a mail program is told, beside the golden files. */
class SetUpFilesTest {

    private static final ProgramPorts BOTH = new ProgramPorts("mx.clinic.test", Optional.of(465), Optional.of(587),
            Optional.of(new ReadingPlace("imap.clinic.test", 993)));
    private static final ProgramPorts SENDING = new ProgramPorts("mx.clinic.test", Optional.empty(), Optional.of(587), Optional.empty());

    @Test
    void thunderbirdLearnsBothDirections() throws IOException {
        assertEquals(golden("autoconfig.xml"), tidy(Autoconfig.document(new Domain("clinic.test"), "Lind & Sons <Clinic>", BOTH)));
    }

    @Test
    void thunderbirdLearnsOnlyWhatThereIs() throws IOException {
        assertEquals(golden("autoconfig-sending.xml"), tidy(Autoconfig.document(new Domain("clinic.test"), "Clinic", SENDING)));
    }

    @Test
    void outlookLearnsBothDirections() throws IOException {
        assertEquals(golden("autodiscover.xml"), tidy(Autodiscover.document(Address.of("sam@clinic.test"), BOTH)));
    }

    @Test
    void applesProgramsLearnBothDirections() throws IOException {
        assertEquals(golden("profile.mobileconfig"), tidy(AppleProfile.document("sam@clinic.test", "Sam Berg", "Clinic", BOTH)));
    }

    @Test
    void outlooksQuestionIsRead() {
        assertEquals(Optional.of(Address.of("sam@clinic.test")), asked("<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/"
                + "outlook/requestschema/2006\"><Request><EMailAddress> sam@clinic.test </EMailAddress></Request></Autodiscover>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "nothing",
        "<a><EMailAddress>nobody</EMailAddress></a>",
        "<a><EMailAddress>sam@clinic.test<b/></EMailAddress></a>",
        "<a><EMailAddress>sam@clinic.test",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><EMailAddress>&e;@clinic.test</EMailAddress></a>",
        "<!DOCTYPE a [<!ENTITY e \"sam\"><!ENTITY f \"&e;&e;\">]><a><EMailAddress>&f;@clinic.test</EMailAddress></a>"
    })
    void nonsenseAndTricksAreNoQuestion(String question) {
        assertEquals(Optional.empty(), asked(question));
    }

    private static Optional<Address> asked(String question) {
        return Autodiscover.asked(question.getBytes(StandardCharsets.UTF_8));
    }

    /** One element a line, for people. */
    private static String tidy(byte[] document) {
        return new String(document, StandardCharsets.UTF_8).replaceAll("><(?!/)", ">\n<").replaceAll("(</[^>]+>)(?=</)", "$1\n") + "\n";
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = SetUpFilesTest.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
