/** Floor 8: the pages on what happened: how mail ended, who wrote without TLS, what others report. */
package org.sealpost.web.admin.reports;
