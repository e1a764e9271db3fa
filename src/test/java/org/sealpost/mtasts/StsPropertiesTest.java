package org.sealpost.mtasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every record and policy, well meant or not. */
class StsPropertiesTest {

    @Property(tries = 2_000)
    void whateverComesIsReadOrNone(@ForAll("records") String txt) {
        StsRecord.parse(txt).ifPresent(record -> {
            assertTrue(record.id().matches("[A-Za-z0-9]{1,32}"), txt);
            assertTrue(txt.startsWith("v=STSv1") && txt.contains("id=" + record.id()), txt);
        });
    }

    @Provide
    Arbitrary<String> records() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("v=STSv1", "v=STSv2", ";", "; ", " ", "\t", "id=", "id=a", "=", "more=b", "\0", "\u00e4")
                        .list().ofMaxSize(12).map(parts -> "v=STSv1" + String.join("", parts))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
    }

    @Property(tries = 2_000)
    void whateverComesIsAPolicyThatCanBeCitedOrNone(@ForAll("policies") String text) throws MalformedPolicy {
        StsPolicy policy;
        try {
            policy = PolicyText.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedPolicy e) {
            assertTrue(e.getMessage().length() <= 60);
            return;
        }
        assertTrue(policy.mode() == StsPolicy.Mode.NONE || !policy.mx().isEmpty());
        assertEquals(policy, PolicyText.parse(String.join("\n", PolicyText.lines(policy)).getBytes(StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.of("version: STSv1", "mode: enforce", "mode: none", "mode: testing", "mx: a.test", "mx: *.a.test", "max_age: 86400", "max_age: 0",
                "\n", "\r\n", "\r", " ", ":", "x: y", "mx:", "\u00e4", "\0", "version: STSv2", "99999999999").list().ofMaxSize(16)
                .map(parts -> (parts.size() % 3 == 0 ? "version: STSv1\nmode: enforce\nmx: b.test\nmax_age: 1\n" : "") + String.join("\n", parts));
    }
}
