/** Floor 5: the decision for one recipient, as a pure function of facts and settings. */
package org.sealpost.policy;
