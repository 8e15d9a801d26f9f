#!/bin/sh
# Starts one broker of the cluster in compose.scale.yml: each is broker and controller (KRaft, no ZooKeeper).
# NODE is its number, 1 to 3; it is reached as kafka-NODE.
set -eu
data=/var/lib/kafka/data
settings=/tmp/server.properties

cat > "$settings" << EOF
process.roles=broker,controller
node.id=$NODE
controller.quorum.voters=1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
advertised.listeners=PLAINTEXT://kafka-$NODE:9092
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$data

# A write is acknowledged when two of the three have it, so one broker may go without a loss.
default.replication.factor=3
offsets.topic.replication.factor=3
min.insync.replicas=2
# As many workers can share the work; a partition has one reader.
num.partitions=6
offsets.topic.num.partitions=6
# So long, and so much of a partition, may wait for the workers; what is older is deleted, read or not.
log.retention.hours=6
log.retention.bytes=200000000
log.segment.bytes=20000000
# The first worker does not wait for others to come.
group.initial.rebalance.delay.ms=0
EOF

# The same in each broker. A disk that is formatted already stays as it is.
java -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted --cluster-id b3RlbC1sYWIta2Fma2EtMQ --config "$settings"
# shellcheck disable=SC2086  # several options
exec java $JAVA_OPTIONS -Dlog4j2.level=warn -cp '/opt/kafka/libs/*' kafka.Kafka "$settings"
