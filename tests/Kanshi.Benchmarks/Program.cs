Console.Error.WriteLine("usage: pipeline");
return 2;
