package org.sealpost.web.compose;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.PickupDays;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.submission.Wishes;
import org.sealpost.web.Moments;
import org.sealpost.web.OutsideId;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The page /mail/compose.xhtml. Its script sends the whole form with every change, so the draft here is always what the
 * writer sees; after each change only the parts that differ from before are sent back, so that nothing is taken away
 * under the writer's fingers.
 */
@Named
@ViewScoped
public class Compose implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private DraftShelf shelf;
    @Inject
    private Answering answering;
    @Inject
    private ChipMaker chipMaker;
    @Inject
    private Mailer mailer;
    @Inject
    private JustSent justSent;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    private String draftId = "";
    private String answer = "";
    private String answered = "";

    private UUID draft;
    private DraftForm form;
    private List<DraftShelf.File> files = List.of();
    private Instant savedAt;
    private String saved = "";
    private String remark = "";
    private final PartsShown shown = new PartsShown();
    private transient Outlook outlook;
    private transient SecureSwitch secure;

    /** Opens the draft that the address names, or makes the answer to a message, or begins with nothing. */
    public void open() {
        if (FacesContext.getCurrentInstance().isPostback()) {
            return;
        }
        Optional<DraftShelf.Kept> kept = OutsideId.of(draftId).flatMap(uuid -> shelf.find(user(), uuid));
        kept.ifPresent(this::goOn);
        if (kept.isEmpty()) {
            form = new DraftForm(begin(), allowed());
        }
        shown.remember(parts());
    }

    private void goOn(DraftShelf.Kept kept) {
        draft = kept.uuid();
        files = kept.files();
        savedAt = kept.savedAt();
        saved = kept.text().json();
        form = new DraftForm(kept.text(), allowed());
    }

    private DraftText begin() {
        DraftText empty = DraftText.empty(allowed().standard());
        return OutsideId.of(answered).flatMap(uuid -> answering.begin(user(), uuid, answer, empty)).orElse(empty);
    }

    // ---- what the writer does

    /** Parameters {@code field} and {@code typed}: what was typed or pasted there. */
    public void add() {
        form.typeOnly(Field.valueOf(asked("field")), asked("typed"));
        form.takeTyped();
        changed();
    }

    /** Parameter {@code number}: the recipient's place. */
    public void remove() {
        form.remove(Integer.parseInt(asked("number")));
        changed();
    }

    /** Looks again at how everybody gets it. */
    public void refresh() {
        show();
    }

    public void save() {
        changed();
    }

    /** Also makes sure that there is a draft to attach to. */
    public void filesChanged() {
        if (draft == null) {
            write();
        }
        keep();
        files = shelf.find(user(), draft).map(DraftShelf.Kept::files).orElse(List.of());
        show();
    }

    /** Parameter {@code file}. */
    public void unattach() {
        shelf.detach(user(), draft, Long.parseLong(asked("file")));
        filesChanged();
    }

    public void sendAllByPickup() {
        form.escalate(Escalation.ESCROW);
        changed();
    }

    public void stronger() {
        form.escalate(Escalation.STRONGER);
        changed();
    }

    public void allTheWay() {
        form.turnAllTheWay();
        changed();
    }

    /** The switch that the account's mode offers; where it offers none, nothing happens. */
    public void turnSecure() {
        SecureSwitch now = getSecure();
        if (now.isTurnable()) {
            form.mark(now.turned());
        }
        changed();
    }

    public void attest() {
        if (getSecure().asks()) {
            form.attest();
        }
        changed();
    }

    /** Has everybody's servers looked at anew, however fresh what is known. */
    public void lookAgain() {
        chipMaker.lookAgain(form.text());
        show();
    }

    public void discard() throws IOException {
        if (draft != null) {
            shelf.discard(user(), draft);
        }
        toInbox();
    }

    public void close() throws IOException {
        keep();
        toInbox();
    }

    /** Sends, unless somebody was added by this very click: then the writer looks first how they get it. */
    public void send() throws IOException {
        List<String> added = form.takeTyped();
        changed();
        if (!added.isEmpty()) {
            tell(phrases().say("compose.look", String.join(", ", added)));
        } else if (getObstacle().isEmpty()) {
            handIn();
        }
    }

    private void handIn() throws IOException {
        Mailer.Result result = mailer.send(user(), form.text(), form.isAttested(), files);
        if (result instanceof Mailer.Result.Sent sent) {
            shelf.sent(user(), draft, form.text(), sent.leavesAt());
            justSent.remember(sent.message(), draft, sent.leavesAt(), said(sent.told()));
            toInbox();
        } else if (result instanceof Mailer.Result.Refused refused) {
            tell(phrases().say("compose.refused", said(refused.reasons())));
        }
    }

    private String said(List<Reason> reasons) {
        return reasons.stream().map(phrases()::say).collect(Collectors.joining(" "));
    }

    // ---- between the writer and the shelf

    private void changed() {
        keep();
        remark = "";
        show();
    }

    private void tell(String words) {
        remark = words;
        show();
    }

    private void show() {
        outlook = null;
        secure = null;
        shown.update(parts());
    }

    private void keep() {
        boolean nothingYet = form.text().isBlank() && draft == null;
        if (!nothingYet && !form.text().json().equals(saved)) {
            write();
        }
    }

    private void write() {
        DraftShelf.Kept kept = shelf.save(user(), draft, form.text());
        draft = kept.uuid();
        savedAt = kept.savedAt();
        saved = form.text().json();
    }

    /** Everything that an answer may have to show anew, by its id. */
    private Map<String, Object> parts() {
        Outlook now = getOutlook();
        return Map.of("toChips", chips("TO"), "ccChips", chips("CC"), "bccChips", chips("BCC"), "flaws", now.flaws(),
                "protection", List.of(now.chips(), form.text().escalation(), form.text().sticky(), form.text().requireTls(), getSecure()),
                "strip", getStrip().state(),
                "sending", List.of(now.button(), getObstacle(), remark, getSavedAt(), isWatching()),
                "files", List.of(files, getDraftUuid()));
    }

    private void toInbox() throws IOException {
        external().redirect(external().getRequestContextPath() + "/mail/inbox.xhtml");
    }

    private static String asked(String parameter) {
        return external().getRequestParameterMap().getOrDefault(parameter, "");
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    // ---- what the page shows

    public DraftForm getForm() {
        return form;
    }

    public Outlook getOutlook() {
        if (outlook == null) {
            outlook = new Outlook(chipMaker.chips(user(), form.text(), form.isAttested()), form.text().pickup(), allowed(), phrases());
        }
        return outlook;
    }

    /** Whether the page looks again by itself: somebody looks at a recipient's domain now, or for their key. */
    public boolean isWatching() {
        return getOutlook().isChecking() || chipMaker.isSeekingKeys(user(), form.text());
    }

    public SecureSwitch getSecure() {
        if (secure == null) {
            secure = chipMaker.secureSwitch(user(), form.text(), form.isAttested());
        }
        return secure;
    }

    public PickupStrip getStrip() {
        return new PickupStrip(getOutlook(), form.text().pickup(), allowed(), moments, phrases());
    }

    public List<Chip> chips(String field) {
        return getOutlook().chips().stream().filter(chip -> chip.isIn(Field.valueOf(field))).toList();
    }

    public String getTitle() {
        return phrases().say(form.text().inReplyTo().isPresent() ? "compose.reply" : "compose.title");
    }

    public String getObstacle() {
        return getSecure().asks() ? phrases().say("send.obstacle.attest") : getOutlook().obstacle().orElse("");
    }

    public String getRemark() {
        return remark.isEmpty() ? getOutlook().remark() : remark;
    }

    /** Why an escalation can't be lowered here; empty if it can. */
    public String getSticky() {
        return switch (form.text().sticky()) {
            case NONE -> "";
            case STRONGER -> phrases().say("compose.sticky.stronger");
            case ESCROW -> phrases().say("compose.sticky");
        };
    }

    /** The sentence that the sender confirms. */
    public String getAttestation() {
        return phrases().say(Wishes.ATTESTATION);
    }

    /** What is said of the notice's subject. */
    public String getNeutral() {
        return phrases().say("strip.neutral", signedIn.getOrganisation());
    }

    public String getSavedAt() {
        return moments.time(savedAt);
    }

    public List<DraftShelf.File> getFiles() {
        return files;
    }

    /** All attachments together. */
    public long getOctets() {
        return files.stream().mapToLong(DraftShelf.File::octets).sum();
    }

    public String getDraftUuid() {
        return draft == null ? "" : draft.toString();
    }

    public List<String> getContacts() {
        return shelf.contacts(user());
    }

    private PickupDays allowed() {
        return chipMaker.pickupDays(user());
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }

    // ---- what the address says

    public String getDraftId() {
        return draftId;
    }

    public void setDraftId(String draftId) {
        this.draftId = draftId;
    }

    public String getAnswer() {
        return answer;
    }

    public void setAnswer(String answer) {
        this.answer = answer;
    }

    public String getAnswered() {
        return answered;
    }

    public void setAnswered(String answered) {
        this.answered = answered;
    }
}
