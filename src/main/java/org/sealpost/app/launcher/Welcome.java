package org.sealpost.app.launcher;

import java.net.URI;
import java.util.Optional;

/** What stands on the console when everything runs. */
final class Welcome {

    private Welcome() {
    }

    static String toDemo(URI url) {
        return """

                READY %1$s

                  Staff           sam@clinic.test   password sealpost-demo
                  Administrator   ada@clinic.test   password sealpost-demo
                  What arrives    %1$s/demo/

                Try this first:
                  1. Sign in as Sam and write to anna@verified.test, bob@no-tls.test and carol@bad-cert.test.
                     Each name says how that person will get it, and why.
                  2. Send. Then open Bob's mailbox on the demo page, follow the link in his notice and answer.
                  3. Sam finds the answer in the inbox, and in Sent what happened to each copy.

                Nothing leaves this computer. Ctrl-C stops everything; the next start finds it all again.
                """.formatted(url);
    }

    static String to(URI url, Optional<String> setup) {
        return "\nREADY " + url + "\n" + setup.map(link -> """

                The first administrator is made with this link. It is shown once and works once:
                  %s
                """.formatted(link)).orElse("");
    }
}
