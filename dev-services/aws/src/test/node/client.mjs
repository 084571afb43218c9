// AWS's SDK for JavaScript as the client: create, wait, describe, meet a typed error, delete.
import {
  CacheClusterNotFoundFault,
  CreateReplicationGroupCommand,
  CreateServerlessCacheCommand,
  CreateUserCommand,
  CreateUserGroupCommand,
  DeleteReplicationGroupCommand,
  DeleteServerlessCacheCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
} from "@aws-sdk/client-elasticache";

const aws = new ElastiCacheClient({
  endpoint: process.argv[2],
  region: "eu-central-1",
  credentials: { accessKeyId: process.argv[3], secretAccessKey: process.argv[4] },
});

async function until(isSo) {
  for (let i = 0; i < 300; i++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("never so: " + isSo);
}

await aws.send(
  new CreateUserCommand({
    UserId: "node-app",
    UserName: "node-app",
    Engine: "valkey",
    AccessString: "on ~app:* +@all",
    AuthenticationMode: { Type: "iam" },
  }),
);
await aws.send(
  new CreateUserGroupCommand({ UserGroupId: "node-group", Engine: "valkey", UserIds: ["node-app"] }),
);
await aws.send(
  new CreateServerlessCacheCommand({
    ServerlessCacheName: "node-sl",
    Engine: "valkey",
    UserGroupId: "node-group",
    SubnetIds: ["subnet-a", "subnet-b"],
    Tags: [{ Key: "made-by", Value: "node" }],
  }),
);
await aws.send(
  new CreateReplicationGroupCommand({
    ReplicationGroupId: "node-cmd",
    ReplicationGroupDescription: "from JavaScript & <others>",
    Engine: "valkey",
    NumCacheClusters: 2,
  }),
);

const serverless = async () =>
  (await aws.send(new DescribeServerlessCachesCommand({ ServerlessCacheName: "node-sl" })))
    .ServerlessCaches[0];
const group = async () =>
  (await aws.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: "node-cmd" })))
    .ReplicationGroups[0];
await until(async () => (await serverless()).Status === "available");
await until(async () => (await group()).Status === "available");
console.log("serverless", typeof (await serverless()).Endpoint.Port);
console.log("group", (await group()).Description, (await group()).MemberClusters.length);

try {
  await aws.send(new DescribeCacheClustersCommand({ CacheClusterId: "nobody" }));
} catch (e) {
  console.log("error", e instanceof CacheClusterNotFoundFault);
}

await aws.send(new DeleteServerlessCacheCommand({ ServerlessCacheName: "node-sl" }));
await aws.send(new DeleteReplicationGroupCommand({ ReplicationGroupId: "node-cmd" }));
