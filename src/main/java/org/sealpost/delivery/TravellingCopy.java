package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;

/**
 * What a protector made, re-sent as it is until the delivery is final, and if it was made for a key, until an attempt failed; nothing where the
 * original itself travels.
 */
@Embeddable
class TravellingCopy {

    @Column(name = "copy_content_id")
    private Long contentId;

    @Column(name = "copy_readable")
    private boolean readable = true;

    @Column(name = "copy_reverse_path")
    private String reversePath;

    protected TravellingCopy() {
    }

    TravellingCopy(long contentId, boolean readable, ReversePath reversePath) {
        this.contentId = contentId;
        this.readable = readable;
        this.reversePath = reversePath.toString();
    }

    static TravellingCopy ofOriginal() {
        return new TravellingCopy();
    }

    boolean isMade() {
        return contentId != null;
    }

    Optional<Long> contentId() {
        return Optional.ofNullable(contentId);
    }

    /** Whether whoever reads its octets reads the content. */
    boolean isReadable() {
        return readable;
    }

    ReversePath reversePath() {
        return reversePath == null || reversePath.isEmpty() ? ReversePath.NULL : ReversePath.of(Address.of(reversePath));
    }
}
