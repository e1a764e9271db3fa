package org.sealpost.vault;

import java.sql.SQLException;

/** The database didn't do what it was asked; the caller's transaction is rolled back. */
final class StoreFailure extends RuntimeException {

    StoreFailure(SQLException cause) {
        super(cause);
    }
}
