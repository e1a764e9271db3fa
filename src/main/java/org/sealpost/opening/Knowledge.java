package org.sealpost.opening;

import java.util.List;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.mime.HeaderFields;

/** What there is to open and judge messages with. */
public interface Knowledge {

    /** Keys of whoever the message is for. */
    List<SecretKey> keys(Standard standard);

    /** Certificates of whoever stands outside as its author, believed or not. */
    List<Certificate> signers(Standard standard);

    /** Takes out of a header that stood inside what may not come from there any more than from outside. */
    default void admit(HeaderFields inside) {
        // everything may
    }
}
