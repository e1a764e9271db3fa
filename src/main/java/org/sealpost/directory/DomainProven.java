package org.sealpost.directory;

import org.sealpost.mail.Domain;

/** Fired when a domain became local; counts once it is committed. */
record DomainProven(Domain name) { }
