package org.sealpost.web.compose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupDays;
import org.sealpost.mime.HtmlCleaner;

/** What the fields of compose hold: each setter makes the next draft of the last one. */
public final class DraftForm implements Serializable {

    private static final long serialVersionUID = 1;
    private static final HtmlCleaner CLEANER = new HtmlCleaner();

    private final int least;
    private final int most;
    private final Map<Field, String> typed = new EnumMap<>(Field.class);
    private DraftText text;
    private boolean attested;

    DraftForm(DraftText text, PickupDays allowed) {
        this.text = text;
        this.least = allowed.least();
        this.most = allowed.most();
    }

    DraftText text() {
        return text;
    }

    /** @return who was added, as shown */
    List<String> takeTyped() {
        List<Recipient> everybody = new ArrayList<>(text.recipients());
        List<String> added = new ArrayList<>();
        for (Field field : Field.values()) {
            for (Recipient one : AddressLine.read(field, typed.getOrDefault(field, ""))) {
                if (everybody.stream().noneMatch(one::isSameAs)) {
                    everybody.add(one);
                    added.add(one.shown());
                }
            }
        }
        typed.clear();
        text = text.with(everybody);
        return added;
    }

    void typeOnly(Field field, String line) {
        typed.clear();
        typed.put(field, line);
    }

    void remove(int number) {
        List<Recipient> others = new ArrayList<>(text.recipients());
        if (number >= 0 && number < others.size()) {
            others.remove(number);
            text = text.with(others);
        }
    }

    /** On, or off again if it was on. */
    void escalate(Escalation wanted) {
        Escalation chosen = text.escalation() == wanted ? Escalation.NONE : wanted;
        text = text.protectedBy(chosen, text.pickup());
    }

    /** Only over TLS, all the way: on, or off again if it was on. */
    void turnAllTheWay() {
        text = text.keptOnTls(!text.requireTls());
    }

    void mark(Marking chosen) {
        text = text.marked(chosen);
        attested = false;
    }

    /** The sender confirms that it needs no protection, as it stands here. */
    void attest() {
        attested = true;
    }

    boolean isAttested() {
        return attested && text.marking() == Marking.ORDINARY;
    }

    public boolean isCopies() {
        return !text.in(Field.CC).isEmpty();
    }

    public boolean isBlindCopies() {
        return !text.in(Field.BCC).isEmpty();
    }

    public boolean isEscrow() {
        return text.escalation() == Escalation.ESCROW;
    }

    public boolean isAllTheWay() {
        return text.requireTls();
    }

    public boolean isStronger() {
        return text.escalation() == Escalation.STRONGER;
    }

    // ---- the fields

    public String getSubject() {
        return text.subject();
    }

    public void setSubject(String subject) {
        text = text.saying(subject, text.html());
    }

    public String getHtml() {
        return text.html();
    }

    public void setHtml(String html) {
        text = text.saying(text.subject(), CLEANER.clean(html));
    }

    public String getTo() {
        return "";
    }

    public void setTo(String line) {
        typed.put(Field.TO, line);
    }

    public String getCc() {
        return "";
    }

    public void setCc(String line) {
        typed.put(Field.CC, line);
    }

    public String getBcc() {
        return "";
    }

    public void setBcc(String line) {
        typed.put(Field.BCC, line);
    }

    public IdentityCheck getCheck() {
        return text.pickup().check();
    }

    public void setCheck(IdentityCheck check) {
        PickupWishes was = text.pickup();
        pickup(new PickupWishes(check == null ? was.check() : check, was.question(), was.answer(), was.days()));
    }

    public String getQuestion() {
        return text.pickup().question();
    }

    public void setQuestion(String question) {
        PickupWishes was = text.pickup();
        pickup(new PickupWishes(was.check(), question, was.answer(), was.days()));
    }

    public String getAnswer() {
        return text.pickup().answer();
    }

    public void setAnswer(String answer) {
        PickupWishes was = text.pickup();
        pickup(new PickupWishes(was.check(), was.question(), answer, was.days()));
    }

    public int getDays() {
        return text.pickup().days();
    }

    public void setDays(int days) {
        PickupWishes was = text.pickup();
        pickup(new PickupWishes(was.check(), was.question(), was.answer(), Math.max(least, Math.min(most, days))));
    }

    private void pickup(PickupWishes wishes) {
        text = text.protectedBy(text.escalation(), wishes);
    }
}
