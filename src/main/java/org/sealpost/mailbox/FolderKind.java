package org.sealpost.mailbox;

/** The folders that everybody has, and OWN for those that a user made. Drafts are kept apart, see {@link Drafts}. */
public enum FolderKind {
    INBOX, SENT, ARCHIVE, TRASH, OWN
}
