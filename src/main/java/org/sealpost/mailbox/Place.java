package org.sealpost.mailbox;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a message lies.
 *
 * @param own which of the user's own folders; there if, and only if, the kind is OWN
 */
public record Place(FolderKind kind, Optional<UUID> own) {

    public static final Place INBOX = of(FolderKind.INBOX);

    /** @throws IllegalArgumentException if it names no place */
    public Place {
        if ((kind == FolderKind.OWN) != own.isPresent()) {
            throw new IllegalArgumentException("which of the own folders?");
        }
    }

    /** @param kind not OWN */
    public static Place of(FolderKind kind) {
        return new Place(kind, Optional.empty());
    }

    public static Place own(UUID folder) {
        return new Place(FolderKind.OWN, Optional.of(folder));
    }
}
