package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;

/** Makes list rows of stored messages, under the headings of their days. */
@RequestScoped
class RowMaker {

    /** What a list says of a message beside its headline. */
    record Tag(String words, String style) {
        static final Tag NONE = new Tag("", "");
    }

    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    List<Row.Group> groups(List<StoredMessage> messages, UUID current, Function<StoredMessage, Tag> tags) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        for (StoredMessage message : messages) {
            groups.computeIfAbsent(moments.group(message.storedAt()), title -> new ArrayList<>())
                    .add(row(message, message.uuid().equals(current), tags.apply(message)));
        }
        return groups.entrySet().stream().map(group -> new Row.Group(group.getKey(), group.getValue())).toList();
    }

    /** How it came, where that is worth saying. */
    Tag received(StoredMessage message) {
        return switch (message.received()) {
            case SECURE_REPLY -> new Tag(phrases().say("received.tag.secure_reply"), "is-replied");
            case INSIDE -> new Tag(phrases().say("received.tag.inside"), "is-inside");
            case SYSTEM -> new Tag(phrases().say("received.tag.system"), "is-quiet");
            case CLEAR -> new Tag(phrases().say(message.headline().isEncrypted() ? "received.tag.veiled" : "received.tag.clear"), "is-warn");
            case TLS, WRITTEN -> Tag.NONE;
        };
    }

    private Row row(StoredMessage message, boolean current, Tag tag) {
        boolean own = message.received() == Received.WRITTEN || message.folder() == FolderKind.SENT;
        String who = own
                ? message.headline().to().stream().map(Correspondent::shown).collect(Collectors.joining(", "))
                : message.headline().from().shown();
        String subject = message.headline().subject().isBlank() ? phrases().say("list.nosubject") : message.headline().subject();
        return new Row(message.uuid().toString(), who, subject, message.headline().snippet(), moments.brief(message.storedAt()),
                tag.words(), tag.style(), message.headline().attachments(), message.headline().isEncrypted(), !message.isSeen(), message.isStarred(), current);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
