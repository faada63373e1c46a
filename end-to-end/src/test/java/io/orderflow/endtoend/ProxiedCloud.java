package io.orderflow.endtoend;

import java.net.URI;

/**
 * A cloud with a proxy before each of its services.
 */
class ProxiedCloud implements Cloud {

	private final Cloud cloud;

	final AwsProxy eventBridge;

	final AwsProxy sqs;

	ProxiedCloud(Cloud cloud) {
		this.cloud = cloud;
		this.eventBridge = new AwsProxy(cloud.eventBridge());
		this.sqs = new AwsProxy(cloud.sqs());
	}

	@Override
	public URI eventBridge() {
		return this.eventBridge.uri();
	}

	@Override
	public URI sqs() {
		return this.sqs.uri();
	}

	@Override
	public void stopEventBridge() {
		this.eventBridge.onOthers(AwsFault.CUT_BEFORE);
	}

	@Override
	public void startEventBridge() {
		this.eventBridge.clear();
	}

	@Override
	public void close() {
		this.eventBridge.close();
		this.sqs.close();
		this.cloud.close();
	}

}
