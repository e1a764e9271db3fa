package org.sealpost.protection;

import java.io.IOException;
import org.sealpost.assurance.Protection;

/** Makes one recipient's copy ready for the road. Called once per delivery and protection, outside any transaction. */
public interface Protector {

    Protection protection();

    /** @throws IOException if it can't be done now; the delivery is then deferred */
    ProtectedMessage protect(Original original) throws IOException;
}
