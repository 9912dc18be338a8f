namespace IdentitySdk.Testing.Resources;

/// <summary>
/// A state machine parsed from text: the first line names the states, each further line an action and, for each state, the next state or an error.
/// </summary>
internal sealed class StateTable
{
    private readonly Dictionary<(string Action, string State), string> _cells = [];

    private StateTable(string[] states) => States = states;

    public IReadOnlyList<string> States { get; }

    public IEnumerable<string> Actions => _cells.Keys.Select(cell => cell.Action).Distinct();

    public static StateTable Parse(string text)
    {
        var rows = text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(row => row.Length > 0).ToList();
        var table = new StateTable(rows[0]);
        foreach (var row in rows.Skip(1))
        {
            if (row.Length != rows[0].Length + 1)
            {
                throw new FormatException($"The row of {row[0]} does not have a cell for each state.");
            }

            foreach (var (state, cell) in rows[0].Zip(row.Skip(1)))
            {
                table._cells[(row[0], state)] = cell;
            }
        }

        return table;
    }

    /// <summary>The state after an action, or the error of the action in this state: exactly one of the two.</summary>
    public (string? State, string? Error) Next(string action, string state)
    {
        var cell = _cells.TryGetValue((action, state), out var found) ? found : throw new KeyNotFoundException($"{action} in {state} is not in the table.");
        return States.Contains(cell) ? (cell, null) : (null, cell);
    }
}
