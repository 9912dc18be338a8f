using IdentitySdk.SpecDiff;

namespace IdentitySdk.Tests.SpecDiffs;

/// <summary>A small specification whose parts are replaced: the older and the newer version of a pair.</summary>
internal static class DiffSpec
{
    public const string Text = """
        openapi: 3.0.3
        info:
          title: Sample Users API
          version: 1.0.0
        paths:
          /users:
            get:
              tags: [Users]
              operationId: Users_List
              x-paging: { style: Link, item: User, cursor: after, pageSize: limit }
              x-options: ListUsersOptions
              x-retry: safe
              security: [{ apiToken: [] }, { oauth2: [users.read] }]
              parameters:
                - { name: q, in: query, required: false, schema: { type: string, maxLength: 100 } }
                - { name: limit, in: query, required: false, schema: { type: integer, format: int32, minimum: 1, maximum: 200, default: 20 } }
                - { name: status, in: query, required: false, schema: { $ref: '#/components/schemas/Status' } }
              responses:
                '200':
                  description: Users.
                  headers:
                    Link: { required: true, schema: { type: string } }
                    X-Count: { schema: { type: integer } }
                  content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/User' } } } }
                '429': { description: Too many. }
            post:
              tags: [Users]
              operationId: Users_Create
              x-retry: unsafe
              requestBody:
                required: true
                content: { application/json: { schema: { $ref: '#/components/schemas/NewUser' } } }
              responses:
                '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
          /users/{userId}:
            parameters:
              - { name: userId, in: path, required: true, schema: { type: string } }
            get:
              tags: [Users]
              operationId: Users_Get
              responses:
                '200': { description: A user., content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
                '404': { description: None. }
            delete:
              tags: [Users]
              operationId: Users_Delete
              responses:
                '204': { description: Gone. }
          /old:
            get:
              tags: [Users]
              operationId: Users_Old
              deprecated: true
              responses:
                '200': { description: Old. }
        components:
          schemas:
            Status:
              type: string
              enum: [ACTIVE, SUSPENDED]
            User:
              type: object
              required: [id]
              properties:
                id: { type: string }
                status: { $ref: '#/components/schemas/Status' }
                name: { type: string }
                age: { type: integer, format: int32 }
                tags: { type: array, items: { type: string } }
                labels: { type: object, additionalProperties: { type: string } }
                created: { type: string, format: date-time }
            NewUser:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1, maxLength: 50 }
                email: { type: string, pattern: '@' }
                score: { type: number }
                roles: { type: array, maxItems: 5, items: { type: string } }
                token: { type: string }

        """;

    /// <summary>The specification with a part replaced.</summary>
    public static string With(string part, string replacement)
    {
        Assert.That(Text.Split(part), Has.Length.EqualTo(2), $"'{part}' is there once");
        return Text.Replace(part, replacement, StringComparison.Ordinal);
    }

    public static VendorDiff Compare(string before, string after)
    {
        using var folder = new TemporaryFolder();
        var (old, now) = (Path.Combine(folder.Path, "before.yaml"), Path.Combine(folder.Path, "after.yaml"));
        File.WriteAllText(old, before);
        File.WriteAllText(now, after);
        return VendorDiff.Compare(old, now);
    }
}
