package org.sealpost.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Iterator;

/**
 * Sends the browser to an error page when something fails behind a script's request: those would otherwise get an
 * answer that nobody sees. A page that holds what somebody typed stays where it is (its form says {@code stays}) and
 * says so itself. Whole pages go on to the error pages of web.xml.
 */
final class MishapHandler extends ExceptionHandlerWrapper {

    private static final System.Logger LOG = System.getLogger("org.sealpost.web");

    MishapHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        FacesContext faces = FacesContext.getCurrentInstance();
        Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
        if (faces.getPartialViewContext().isAjaxRequest() && events.hasNext()) {
            Throwable thrown = getRootCause(events.next().getContext().getException());
            events.remove();
            events.forEachRemaining(event -> events.remove());
            send(faces, thrown);
        } else {
            super.handle();
        }
    }

    private static void send(FacesContext faces, Throwable thrown) {
        ExternalContext external = faces.getExternalContext();
        String page = "/error/expired.xhtml";
        if (!(thrown instanceof ViewExpiredException)) {
            String number = CDI.current().select(Mishap.class).get().newReference();
            LOG.log(Level.ERROR, "mishap " + number, thrown);
            if (external.getRequestParameterMap().containsKey("stays")) {
                external.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                faces.responseComplete();
                return;
            }
            page = "/error/failed.xhtml?ref=" + number + (Mishap.isDatabaseGone(thrown) ? "&why=database" : "");
        }
        try {
            external.redirect(external.getRequestContextPath() + page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }
}
