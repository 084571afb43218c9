# The commands of the chapter, as its page shows them; CliCommandsIT sends each by the real AWS CLI.

# tag::user[]
aws elasticache create-user --user-id gallery-app --user-name gallery-app \
  --engine valkey --authentication-mode Type=iam \
  --access-string 'on ~app:* +@all -@dangerous -@admin +cluster|slots +cluster|shards +info'
aws elasticache create-user-group --user-group-id gallery-group \
  --engine valkey --user-ids gallery-app
# end::user[]

# tag::role[]
aws iam create-role --role-name gallery-role --assume-role-policy-document '{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Service": "lambda.amazonaws.com" },
    "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "aws:SourceAccount": "123456789012" } } }]}'
aws iam create-policy --policy-name gallery-connect --policy-document '{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "elasticache:Connect",
    "Resource": [
      "arn:aws:elasticache:eu-central-1:123456789012:serverlesscache:gallery-sl",
      "arn:aws:elasticache:eu-central-1:123456789012:user:gallery-app" ]}]}'
aws iam attach-role-policy --role-name gallery-role \
  --policy-arn arn:aws:iam::123456789012:policy/gallery-connect
# end::role[]

# tag::serverless[]
aws elasticache create-serverless-cache --serverless-cache-name gallery-sl \
  --engine valkey --major-engine-version 8 \
  --user-group-id gallery-group --snapshot-retention-limit 1 \
  --subnet-ids subnet-a subnet-b --security-group-ids sg-cache \
  --cache-usage-limits '{"DataStorage":{"Maximum":1,"Unit":"GB"},"ECPUPerSecond":{"Maximum":1000}}'
# end::serverless[]

# tag::serverless-describe[]
aws elasticache describe-serverless-caches --serverless-cache-name gallery-sl \
  --query 'ServerlessCaches[0].[Status,Endpoint.Address,Endpoint.Port]'
# end::serverless-describe[]

# tag::groups[]
aws elasticache create-cache-subnet-group --cache-subnet-group-name gallery-subnets \
  --cache-subnet-group-description 'two zones' --subnet-ids subnet-a subnet-b
aws elasticache create-cache-parameter-group --cache-parameter-group-name gallery-valkey8 \
  --cache-parameter-group-family valkey8 --description 'evicts any key'
aws elasticache modify-cache-parameter-group --cache-parameter-group-name gallery-valkey8 \
  --parameter-name-values ParameterName=maxmemory-policy,ParameterValue=allkeys-lru
# end::groups[]

# tag::cluster[]
aws elasticache create-replication-group --replication-group-id gallery-cmd \
  --replication-group-description 'one primary, two replicas' \
  --engine valkey --engine-version 8.2 --port 6379 \
  --cache-node-type cache.t4g.micro --num-cache-clusters 3 \
  --network-type ipv4 --ip-discovery ipv4 \
  --cache-subnet-group-name gallery-subnets --security-group-ids sg-cache \
  --cache-parameter-group-name gallery-valkey8 \
  --transit-encryption-enabled --at-rest-encryption-enabled \
  --automatic-failover-enabled --multi-az-enabled \
  --snapshot-retention-limit 1 --user-group-ids gallery-group
# end::cluster[]

# tag::cluster-describe[]
aws elasticache describe-replication-groups --replication-group-id gallery-cmd \
  --query 'ReplicationGroups[0].[Status,NodeGroups[0].PrimaryEndpoint.Address,NodeGroups[0].ReaderEndpoint.Address]'
# end::cluster-describe[]

# tag::cluster-wait[]
aws elasticache wait replication-group-available --replication-group-id gallery-cmd
# end::cluster-wait[]

# tag::failover[]
aws elasticache test-failover --replication-group-id gallery-cmd --node-group-id 0001
aws elasticache describe-events --source-type replication-group \
  --source-identifier gallery-cmd --query 'Events[].Message'
# end::failover[]

# tag::shards[]
aws elasticache create-cache-parameter-group --cache-parameter-group-name gallery-valkey8-shards \
  --cache-parameter-group-family valkey8 --description 'for shards'
aws elasticache modify-cache-parameter-group --cache-parameter-group-name gallery-valkey8-shards \
  --parameter-name-values ParameterName=cluster-enabled,ParameterValue=yes \
  ParameterName=maxmemory-policy,ParameterValue=allkeys-lru
aws elasticache create-replication-group --replication-group-id gallery-cme \
  --replication-group-description 'two shards with a replica each' \
  --engine valkey --engine-version 8.2 --cache-node-type cache.t4g.micro \
  --cluster-mode enabled --num-node-groups 2 --replicas-per-node-group 1 \
  --cache-parameter-group-name gallery-valkey8-shards \
  --cache-subnet-group-name gallery-subnets --security-group-ids sg-cache \
  --transit-encryption-enabled --at-rest-encryption-enabled \
  --automatic-failover-enabled --multi-az-enabled --user-group-ids gallery-group
# end::shards[]

# tag::memcached[]
aws elasticache create-cache-cluster --cache-cluster-id gallery-mc \
  --engine memcached --cache-node-type cache.t4g.micro \
  --num-cache-nodes 2 --az-mode cross-az \
  --cache-subnet-group-name gallery-subnets --security-group-ids sg-cache
# end::memcached[]

# tag::scale-out[]
aws elasticache modify-cache-cluster --cache-cluster-id gallery-mc \
  --num-cache-nodes 3 --apply-immediately
# end::scale-out[]

# tag::snapshot[]
aws elasticache create-snapshot --snapshot-name gallery-before \
  --replication-group-id gallery-cmd
aws elasticache describe-snapshots --snapshot-name gallery-before \
  --query 'Snapshots[0].SnapshotStatus'
# end::snapshot[]

# tag::delete[]
aws elasticache delete-cache-cluster --cache-cluster-id gallery-mc
aws elasticache delete-replication-group --replication-group-id gallery-cmd
aws elasticache delete-replication-group --replication-group-id gallery-cme
aws elasticache delete-serverless-cache --serverless-cache-name gallery-sl
aws elasticache delete-snapshot --snapshot-name gallery-before
# end::delete[]

# tag::delete-wait[]
aws elasticache wait replication-group-deleted --replication-group-id gallery-cmd
aws elasticache wait replication-group-deleted --replication-group-id gallery-cme
aws elasticache wait cache-cluster-deleted --cache-cluster-id gallery-mc
# end::delete-wait[]

# tag::delete-groups[]
aws elasticache delete-cache-parameter-group --cache-parameter-group-name gallery-valkey8
aws elasticache delete-cache-parameter-group --cache-parameter-group-name gallery-valkey8-shards
aws elasticache delete-cache-subnet-group --cache-subnet-group-name gallery-subnets
aws elasticache delete-user-group --user-group-id gallery-group
aws elasticache delete-user --user-id gallery-app
aws iam detach-role-policy --role-name gallery-role \
  --policy-arn arn:aws:iam::123456789012:policy/gallery-connect
aws iam delete-role --role-name gallery-role
aws iam delete-policy --policy-arn arn:aws:iam::123456789012:policy/gallery-connect
# end::delete-groups[]
