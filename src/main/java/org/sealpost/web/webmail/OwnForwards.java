package org.sealpost.web.webmail;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.util.List;
import org.sealpost.reception.ForwardRule;
import org.sealpost.web.ForwardForm;

/** The page /mail/forwards.xhtml: where a user's mail is forwarded to. It can be changed only where the organisation allows that. */
@Named
@ViewScoped
public class OwnForwards extends ForwardForm {

    private static final long serialVersionUID = 1;

    public boolean isOpen() {
        return desk.isOpenToUsers(signedIn.user().accountId());
    }

    @Override
    protected List<ForwardRule> rules() {
        return desk.own(signedIn.user());
    }

    @Override
    protected String whose() {
        return signedIn.getAddress();
    }
}
