package org.sealpost.listener;

import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.Replies;

/** Why a message isn't taken, in the one language that every mail program shows. */
final class Sentences {

    private Sentences() {
    }

    static Reply of(List<Reason> reasons) {
        Reason first = reasons.get(0);
        return switch (first.code()) {
            case "sender.foreign" -> Replies.of(550, "5.7.1 The message names an author that isn't you");
            case "program.from" -> Replies.of(550, "5.6.0 The message must name one author, in one From field");
            case "program.header" -> Replies.of(554, "5.6.0 The header can't be read, or is too long");
            case "recipient.unknown" -> Replies.of(550, "5.1.1 There is no such mailbox: " + value(first));
            case "recipients.many" -> Replies.of(552, "5.5.3 Too many recipients");
            case "pickup.question.needed" -> Replies.of(554, "5.7.1 A code mailed to " + value(first)
                    + " would lie open: write it in the webmail, with a question");
            default -> Replies.of(554, "5.7.1 Not taken: " + first.code());
        };
    }

    private static String value(Reason reason) {
        return reason.values().isEmpty() ? "?" : reason.values().get(0);
    }
}
