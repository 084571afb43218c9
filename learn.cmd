@echo off
rem Starts the exercise runner. Maven builds it the first time and after a change; otherwise java
rem runs at once.
setlocal
cd /d "%~dp0" || exit /b 2

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "arguments=%*"

if not exist workshop\target\learn.args goto build
if not exist workshop\target\classes goto build

:run
"%java%" @workshop\target\learn.args -Dlearn.command=learn example.elasticache.workshop.Learn %arguments%
set status=%errorlevel%
rem 75: the sources are newer than what was built. 76: the watch goes on in a new JVM.
if %status%==75 goto build
if %status%==76 (
  set "arguments=watch --again"
  goto run
)
exit /b %status%

:build
where /q mvn
if errorlevel 1 (
  echo The first start needs Maven 3.8.7 or newer, and there is no mvn on the PATH. 1>&2
  exit /b 2
)
echo Building the workshop. The first time, Maven downloads what it needs ... 1>&2
call mvn -q -pl workshop -am process-classes 1>&2
if errorlevel 1 exit /b 2
set LEARN_BUILT=1
goto run
