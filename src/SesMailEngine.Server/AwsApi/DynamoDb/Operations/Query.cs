using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html.</summary>
internal static class Query
{
    /// <summary>Answers with a page of the items that have a partition key.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        body.RefuseLegacy("KeyConditions", "QueryFilter", "AttributesToGet", "ConditionalOperator");
        var view = tables.Find(body.TableName());
        var capacity = Capacity.Read(body);
        if (body.Text("KeyConditionExpression") is not { } expression)
        {
            throw DynamoDbException.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        var scope = body.Scope(true, "FilterExpression", "KeyConditionExpression");
        var conditions = KeyConditionReader.Read(expression, scope);
        var request = PageRequest.Read(body, view.Schema, scope);
        scope.RefuseUnused();

        var key = request.Index?.Key ?? view.Schema.Key;
        var query = Build(request, key, conditions, body.Flag("ScanIndexForward", true));
        RefuseKeysInFilter(request, key);
        CheckStart(request, query, key);

        var page = new PageReader(request, view.Schema, tables.Now, _ => true);
        await page.ReadAsync((after, limit, cancel) => view.QueryAsync(query, after, limit, cancel), cancellationToken);
        PageWriter.Write(json, page, request, view.Schema, capacity);
    }

    private static KeyQuery Build(
        PageRequest request, KeySchema key, IReadOnlyDictionary<string, KeyCondition> conditions, bool forward)
    {
        if (conditions.Count > 2) throw DynamoDbException.Validation("Conditions can be of length 1 or 2 only");
        if (conditions.Count == 2 && key.Range is null) throw DynamoDbException.Validation("Query key condition not supported");
        if (!conditions.TryGetValue(key.Hash.Name, out var hash)) throw Missed(key.Hash);
        CheckTypes(hash, key.Hash);
        if (hash.Operator != "=") throw DynamoDbException.Validation("Query key condition not supported");
        KeyCondition? range = null;
        if (conditions.Count == 2)
        {
            if (!conditions.TryGetValue(key.Range!.Name, out range)) throw Missed(key.Range);
            CheckTypes(range, key.Range);
        }
        return new KeyQuery(request.Index, hash.Value, range, forward);
    }

    private static void CheckTypes(KeyCondition condition, KeyAttribute key)
    {
        if (condition.Value.Type != key.Type || (condition.High is { } high && high.Type != key.Type))
        {
            throw DynamoDbException.Validation(
                "One or more parameter values were invalid: Condition parameter type does not match schema type");
        }
        if (condition.Value.Type == AttributeType.S && condition.Value.Text.Length == 0)
        {
            throw DynamoDbException.Validation("One or more parameter values are not valid. " +
                $"The AttributeValue for a key attribute cannot contain an empty string value. Key: {key.Name}");
        }
    }

    private static void RefuseKeysInFilter(PageRequest request, KeySchema key)
    {
        if (request.Filter is null) return;
        foreach (var attribute in key.Attributes)
        {
            if (request.Filter.Paths.Any(path => path.Head == attribute.Name))
            {
                throw DynamoDbException.Validation("Filter Expression can only contain non-primary key attributes: " +
                    $"Primary key attribute: {attribute.Name}");
            }
        }
    }

    private static void CheckStart(PageRequest request, KeyQuery query, KeySchema key)
    {
        if (request.StartKey is not { } start) return;
        if (!ValueOrder.AreEqual(start[key.Hash.Name], query.Hash))
        {
            throw DynamoDbException.Validation(
                "The provided starting key is outside query boundaries based on provided conditions");
        }
        if (query.Range is { } range && !range.Accepts(start[key.Range!.Name]))
        {
            throw DynamoDbException.Validation("The provided starting key does not match the range key predicate");
        }
    }

    private static DynamoDbException Missed(KeyAttribute key) =>
        DynamoDbException.Validation("Query condition missed key schema element: " + key.Name);
}
