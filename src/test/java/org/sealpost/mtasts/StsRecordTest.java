package org.sealpost.mtasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StsRecordTest {

    @Test
    void grammarOfTheRfc() {
        good("20160831085700Z", "v=STSv1; id=20160831085700Z;");
        good("a", "v=STSv1;id=a");
        good("a", "v=STSv1 \t; \t id=a \t; \t ");
        good("a", "v=STSv1; id=a; more=b; e.x_t-2=#!?/:");
        good("a", "v=STSv1; more=b; id=a");
        good("a", "v=STSv1; id=a; id=b");
        good("0123456789abcdefghijABCDEFGHIJ01", "v=STSv1; id=0123456789abcdefghijABCDEFGHIJ01");
    }

    @Test
    void anythingElseIsNone() {
        for (String txt : new String[] {"", "v=STSv1", "v=STSv1;", "v=STSv1; ", "v=STSv10; id=a", "v=STSv2; id=a", "V=STSv1; id=a",
            "v=stsv1; id=a", "v=STSv1 id=a", "v=STSv1 x; id=a", " v=STSv1; id=a", "id=a; v=STSv1;", "v=STSv1; id=", "v=STSv1; id=a-b", "v=STSv1; id=a b",
            "v=STSv1; id =a", "v=STSv1; id= a", "v=STSv1; ID=a", "v=STSv1; id=a;;", "v=STSv1;; id=a", "v=STSv1; id=a ; ; x=b",
            "v=STSv1; id=a ", "v=STSv1; id=a; more=", "v=STSv1; id=a; more", "v=STSv1; id=a; mo re=b", "v=STSv1; id=a; more=b=c",
            "v=STSv1; id=a; more=b c", "v=STSv1; id=a; -x=b", "v=STSv1; id=a; x\u00e4=b", "v=STSv1; id=a; x=\u00e4", "v=STSv1; id=\u00e4",
            "v=STSv1; id=a; b23456789012345678901234567890123=c", "v=STSv1; id=012345678901234567890123456789012", "v=STSv1;\nid=a",
            "v=STSv1; id=a\n", "v=STSv1; id=a\0", "v=STSv1; ext=1"}) {
            assertEquals(Optional.empty(), StsRecord.parse(txt), txt);
        }
    }

    private static void good(String id, String txt) {
        assertEquals(Optional.of(new StsRecord(id)), StsRecord.parse(txt), txt);
    }
}
