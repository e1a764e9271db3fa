package org.sealpost.monitor;

import org.sealpost.mail.Domain;

/** A domain that an account wrote to. @param forced whether its organisation asked for enforced TLS */
public record Correspondent(Domain domain, Standing standing, boolean forced) {
}
