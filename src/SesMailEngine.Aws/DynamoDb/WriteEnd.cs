using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>The end of a conditional write.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Item">The item before the write, or the one the condition failed on, where the service gave it; else null.</param>
/// <param name="Failure">For an unknown end, what was seen of it.</param>
internal readonly record struct WriteEnd(WriteOutcome Outcome, Dictionary<string, AttributeValue>? Item = null, PortException? Failure = null);
