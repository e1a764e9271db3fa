package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenedMailTest {

    @Test
    void aNoticeShowsItsTextAndItsLink() {
        OpenedMail notice = open("""
                From: Clinic <sam@clinic.test>
                Subject: =?UTF-8?Q?Eine_Nachricht_f=C3=BCr_Sie?=
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                Read it at http://localhost:8080/p/AbC=
                123.
                --b
                Content-Type: text/html; charset=UTF-8

                <p>Read it</p>
                --b--
                """);
        assertEquals("Eine Nachricht für Sie", notice.subject());
        assertEquals("Read it at http://localhost:8080/p/AbC123.", notice.text());
        assertEquals(Optional.of("http://localhost:8080/p/AbC123"), notice.link());
    }

    @Test
    void attachmentsAreNamedAndNotShown() {
        OpenedMail mail = open("""
                Subject: x
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                hello
                --b
                Content-Type: text/plain; name="notes.txt"
                Content-Disposition: attachment; filename="notes.txt"

                secret
                --b--
                """);
        assertEquals("hello", mail.text());
        assertEquals(List.of("notes.txt"), mail.attachments());
        assertEquals(Optional.empty(), mail.link());
    }

    @Test
    void htmlAloneIsReadWithoutItsTags() {
        assertFalse(open("Subject: x\nContent-Type: text/html\n\n<p>hi<script>alert(1)</script></p>").text().contains("<"));
    }

    @Test
    void garbageIsStillShown() {
        assertEquals("", open("Content-Type: multipart/mixed\n\nx").subject());
    }

    private static OpenedMail open(String text) {
        return OpenedMail.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
