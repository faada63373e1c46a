#!/usr/bin/env bash
# LocalStack runs this when it is ready: deploys infrastructure/messaging.yaml, and succeeds only if what the services
# need is there. LocalStack says "Ready." even after a failure here; /_localstack/init/ready tells the outcome.
set -euo pipefail

template=${MESSAGING_TEMPLATE:-/opt/infrastructure/messaging.yaml}
stack=messaging
# It comes and goes within seconds: `aws cloudformation deploy` and `wait` would look every 30 s only.
seconds_to_wait=60

fail() {
  echo "deploy.sh: $1" >&2
  awslocal cloudformation describe-stack-events --stack-name "$stack" --output text \
    --query 'StackEvents[].[LogicalResourceId, ResourceStatus, ResourceStatusReason]' >&2 || true
  exit 1
}

# A stack from an earlier run of this script is left as it is: LocalStack reports the update of a rule or a bus as done,
# and does nothing. A changed template takes a new container.
if ! created=$(awslocal cloudformation create-stack --stack-name "$stack" --template-body "file://$template" 2>&1); then
  [[ $created == *AlreadyExistsException* ]] || fail "the stack cannot be created: $created"
fi

until status=$(awslocal cloudformation describe-stacks --stack-name "$stack" --output text \
    --query 'Stacks[0].StackStatus') && [[ $status != *_IN_PROGRESS ]]; do
  ((SECONDS < seconds_to_wait)) || fail "the stack is still $status after $seconds_to_wait s"
  sleep 0.2
done
[[ $status == CREATE_COMPLETE ]] || fail "the stack is $status"

# A complete stack is not enough of a proof.
for rule in invoices-order-placed:invoices invoices-order-cancelled:invoices order-updates-invoice-issued:order-updates; do
  target=$(awslocal events list-targets-by-rule --event-bus-name orders --rule "${rule%:*}" --output text \
    --query 'Targets[].Arn') || fail "there is no bus orders with the rule ${rule%:*}"
  [[ $target == *:"${rule#*:}" ]] || fail "the target of the rule ${rule%:*} is '$target', not the queue ${rule#*:}"
done
queues=$(awslocal sqs list-queues --output text --query 'QueueUrls')
for queue in {invoices,order-updates}{,-dead-letters,-undelivered}; do
  [[ " ${queues//[[:space:]]/ } " == *"/$queue "* ]] || fail "there is no queue $queue, only: $queues"
done
echo "deploy.sh: $template is deployed, after $SECONDS s"
