package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.sealpost.mime.HtmlText;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.DraftShelf;
import org.sealpost.web.compose.DraftText;
import org.sealpost.web.compose.Recipient;

/** The page /mail/drafts.xhtml. */
@Named
@RequestScoped
public class DraftList {

    private static final int SNIPPET = 140;

    @Inject
    private DraftShelf shelf;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private List<Row> rows;

    public List<Row> getRows() {
        if (rows == null) {
            rows = shelf.all(signedIn.user()).stream().map(this::row).toList();
        }
        return rows;
    }

    private Row row(DraftShelf.Kept kept) {
        DraftText text = kept.text();
        String who = text.recipients().stream().map(Recipient::shown).collect(Collectors.joining(", "));
        String words = HtmlText.of(text.html()).replaceAll("\\s+", " ");
        return new Row(kept.uuid().toString(), who.isEmpty() ? phrases().say("draft.nobody") : who,
                text.subject().isBlank() ? phrases().say("list.nosubject") : text.subject(),
                words.substring(0, Math.min(SNIPPET, words.length())), moments.brief(kept.savedAt()), "", "",
                kept.files().size(), false, false, false, false);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
