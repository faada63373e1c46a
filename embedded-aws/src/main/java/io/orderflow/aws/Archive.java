package io.orderflow.aws;

/**
 * An archive of a template: of all events of a bus. For how many days it keeps them is
 * left out here.
 *
 * @param name its name
 * @param arn its ARN
 * @param bus the name of the event bus whose events it keeps
 */
public record Archive(String name, String arn, String bus) {

}
